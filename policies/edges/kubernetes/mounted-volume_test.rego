package bulkhead.edges.kubernetes.mounted_volume_test

import data.bulkhead.edges.kubernetes.mounted_volume as edge

test_claim if count(edge.deny) == 1 with input as {"volume": {"persistentVolumeClaim": {"claimName": "data"}}}

test_other if count(edge.deny) == 0 with input as {"volume": {"emptyDir": {}}}
