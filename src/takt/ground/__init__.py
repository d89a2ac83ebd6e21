"""The ground that everything stands on: the home folder, the database server, the processes.

地基: 数据目录、数据库服务、进程。
No framework is imported here, so that the ground can be laid before Django starts:

- ``home``       where Takt keeps its data, and who may read it
- ``account``    the operating system account that the database server runs as
- ``locks``      file locks that the kernel releases when a process dies, however it dies
- ``cluster``    the files of the embedded PostgreSQL: binaries, data, settings, log
- ``roles``      the owner of the tables, and the application, which may not change them
- ``keeper``     the process that runs the server for as long as anybody uses it
- ``postgres``   what others call: ``running``, ``ensure_running``, ``database_urls``, ``status``, ``stop``
- ``supervise``  run several programs as one, and leave none behind; ``warden`` sees to it after kill -9
"""
