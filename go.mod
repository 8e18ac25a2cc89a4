module bulkhead

go 1.26.0
