package bulkhead.edges.kubernetes.vm_volumes_test

import data.bulkhead.edges.kubernetes.vm_volumes as edge

_machine(volume) := {"virtualmachine": {"spec": {"volumes": [volume]}}}

test_claim if count(edge.deny) == 1 with input as _machine({"name": "v", "persistentVolumeClaim": {"claimName": "data"}})

test_data_volume if count(edge.deny) == 1 with input as _machine({"name": "v", "dataVolume": {"name": "data"}})

test_image if count(edge.deny) == 0 with input as _machine({"name": "v", "containerDisk": {"image": "i"}})
