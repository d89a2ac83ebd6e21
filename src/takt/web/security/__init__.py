"""Who somebody is: second factors, sessions, and confirming oneself at a decision (VI.1). Its rows are plain; people stay guarded."""
