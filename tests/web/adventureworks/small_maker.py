"""A bicycle maker small enough for a test, as a folder of the same format as the real one."""

import gzip
from pathlib import Path

PRODUCT = (
    "ProductID,Name,ProductNumber,MakeFlag,FinishedGoodsFlag,SafetyStockLevel,StandardCost,ListPrice,"
    "WeightUnitMeasureCode,Weight,DaysToManufacture,ProductSubcategoryID"
)
TABLES: dict[str, str] = {
    "Production.Product": PRODUCT
    + """
1,"Road Bike, Red",BK-R,1,1,10,180,400,LB,18.5,4,2
2,Frame,FR-1,1,0,20,90,0,,,1,12
3,Tube,TU-1,1,0,40,0,0,,,1,
4,Metal Sheet,MS-1,0,0,50,0,0,,,0,
5,Tire,TI-1,0,1,30,8,20,,,0,37
6,Paint,PA-1,0,0,100,0,0,,,0,
""",
    "Production.BillOfMaterials": """ProductAssemblyID,ComponentID,StartDate,EndDate,UnitMeasureCode,PerAssemblyQty
,1,2010-05-26,,EA,1
1,2,2010-05-26,,EA,1
1,5,2010-05-26,,EA,2
1,4,2010-05-26,2010-12-31,EA,9
2,3,2010-05-26,,EA,3
2,6,2010-05-26,,OZ,8.25
3,4,2010-05-26,,EA,1
""",
    "Production.UnitMeasure": "UnitMeasureCode,Name\nEA ,Each\nOZ ,Ounces\n",
    "Production.Location": """LocationID,Name,CostRate,Availability
6,Storage,0,0.00
10,Frame Forming,22.5,96.00
60,Final Assembly,12.25,120.00
""",
    "Production.WorkOrder": """WorkOrderID,ProductID,OrderQty,StockedQty,EndDate
1,1,10,10,2011-06-13
2,1,30,30,2011-06-16
3,2,20,19,2011-06-13
4,3,60,60,2011-07-02
5,3,4,4,
""",
    "Production.WorkOrderRouting": """WorkOrderID,ProductID,OperationSequence,LocationID,ActualStartDate,ActualResourceHrs
1,1,7,60,2011-06-03,4
2,1,7,60,2011-06-06,4
3,2,1,10,2011-06-03,4.1
3,2,7,60,2011-06-03,4
""",
    "Production.ProductInventory": "ProductID,LocationID,Shelf,Bin,Quantity\n2,6,A,1,3\n4,6,A,2,40\n5,6,B,1,5\n6,6,B,2,900\n",
    "Production.ScrapReason": "ScrapReasonID,Name\n1,Wheel misaligned\n",
    "Production.ProductReview": 'ProductReviewID,Rating,Comments\n1,5,"Good,\nI like it"\n2,2,So so\n',
    "HumanResources.Shift": """ShiftID,Name,StartTime,EndTime
1,Day,07:00:00,15:00:00
2,Evening,15:00:00,23:00:00
3,Night,23:00:00,07:00:00
""",
    "HumanResources.Department": """DepartmentID,Name
3,Sales
5,Purchasing
7,Production
8,Production Control
9,Human Resources
10,Finance
13,Quality Assurance
15,Shipping and Receiving
16,Executive
""",
    "Purchasing.Vendor": "BusinessEntityID,AccountNumber,Name,ActiveFlag\n90,METAL0001,Metal & Co,1\n91,GONE0001,Gone,0\n",
    "Purchasing.ProductVendor": """ProductID,BusinessEntityID,AverageLeadTime,StandardPrice,MinOrderQty
4,90,17,48.5,1
5,90,10,8,1
6,90,5,30,1
6,91,2,10,1
""",
    "Purchasing.PurchaseOrderHeader": "PurchaseOrderID,Status,VendorID,OrderDate\n1,2,90,2011-06-20\n2,4,90,2011-06-01\n",
    "Purchasing.PurchaseOrderDetail": """PurchaseOrderID,PurchaseOrderDetailID,DueDate,OrderQty,ProductID,ReceivedQty
1,1,2011-07-20,10,5,4.00
2,2,2011-06-10,5,5,3.00
""",
    "Purchasing.ShipMethod": "ShipMethodID,Name\n5,CARGO TRANSPORT 5\n",
    "Person.Address": """AddressID,AddressLine1,AddressLine2,City,StateProvinceID,PostalCode
11,1 Main Street,Suite 2,Bothell,79,98011
12,2 Quay,,Bordeaux,80,33000
""",
    "Person.StateProvince": "StateProvinceID,Name,CountryRegionCode\n79,Washington,US\n80,Gironde,FR\n",
    "Sales.Store": "BusinessEntityID,Name\n700,Nuts &amp; Bikes\n701,Vélo Quai\n",
    "Sales.Customer": """CustomerID,PersonID,StoreID,AccountNumber
501,601,700,AW00000501
502,602,701,AW00000502
""",
    "Sales.SalesOrderHeader": """SalesOrderID,OrderDate,DueDate,ShipDate,SalesOrderNumber,PurchaseOrderNumber,CustomerID,SalesPersonID,ShipToAddressID,ShipMethodID,SubTotal,TaxAmt
1002,2011-07-02,2011-07-14,2011-07-09,SO1002,PO-B,502,104,12,5,783.9,75.6
1001,2011-07-01,2011-07-13,2011-07-08,SO1001,PO-A,501,103,11,5,4040,404
1003,2011-07-04,2011-07-16,2011-07-11,SO1003,PO-C,501,103,11,5,1999.9,0
""",
    "Sales.SalesOrderDetail": """SalesOrderID,SalesOrderDetailID,CarrierTrackingNumber,OrderQty,ProductID,UnitPrice,UnitPriceDiscount
1001,2,4911-403C-98,2,5,20,0.0000
1001,1,4911-403C-98,12,1,400,0.1667
1002,3,6431-4D57-83,2,1,391.95,0.0000
1003,4,4E0A-4F89-AE,5,1,399.98,0.0000
""",
}
PEOPLE = (
    (101, "Brian", "Welcker", "Vice President of Sales", 3),
    (102, "Stephen", "Jiang", "North American Sales Manager", 3),
    (103, "Linda", "Mitchell", "Sales Representative", 3),
    (104, "Jae", "Pak", "Sales Representative", 3),
    (110, "Wendy", "Kahn", "Finance Manager", 10),
    (111, "Mike", "Seamans", "Accountant", 10),
    (120, "James", "Hamilton", "Vice President of Production", 7),
    (121, "Guy", "Gilbert", "Production Technician - WC60", 7),
    (122, "Jo", "Brown", "Production Technician - WC10", 7),
    (123, "Peter", "Krebs", "Production Control Manager", 8),
    (124, "William", "Vong", "Scheduling Assistant", 8),
    (125, "A. Scott", "Wright", "Master Scheduler", 8),
    (130, "Hazem", "Abolrous", "Quality Assurance Manager", 13),
    (140, "Sheela", "Word", "Purchasing Manager", 5),
    (141, "Susan", "Eaton", "Shipping and Receiving Clerk", 15),
    (142, "Jane", "Clayton", "Stocker", 15),
    (150, "Ken", "Sánchez", "Chief Executive Officer", 16),
    (160, "Paula", "Barreto", "Human Resources Manager", 9),
)
CONTACTS = ((601, "Jon", "Yang"), (602, "Ruth", "Diaz"))


def write_maker(folder: Path) -> Path:
    """All tables, written into the folder."""
    jobs = "".join(f"{n},{title},1\n" for n, _, _, title, _ in PEOPLE)
    places = "".join(f"{n},{department},1,\n" for n, _, _, _, department in PEOPLE)
    names = [(n, "EM", first, last) for n, first, last, _, _ in PEOPLE]
    names += [(n, "SC", first, last) for n, first, last in CONTACTS]
    more = {
        "HumanResources.Employee": f"BusinessEntityID,JobTitle,CurrentFlag\n{jobs}",
        "HumanResources.EmployeeDepartmentHistory": f"BusinessEntityID,DepartmentID,ShiftID,EndDate\n{places}",
        "Person.Person": "BusinessEntityID,PersonType,FirstName,MiddleName,LastName\n"
        + "".join(f"{n},{kind},{first},,{last}\n" for n, kind, first, last in names),
    }
    for table, text in {**TABLES, **more}.items():
        (folder / f"{table}.csv.gz").write_bytes(gzip.compress(text.encode()))
    return folder
