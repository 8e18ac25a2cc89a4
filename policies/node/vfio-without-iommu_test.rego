package bulkhead.node.vfio_without_iommu_test

import data.bulkhead.node.vfio_without_iommu as control

test_fail[note] if {
	some note, machine in {"on": {"vfio": {"vfio": {"enable_unsafe_noiommu_mode": "Y"}}}}
	control.deny == {{
		"path": ["machine", "vfio", "vfio", "enable_unsafe_noiommu_mode"],
		"message": "gives devices away without an IOMMU to hold them",
		"expected": "N",
	}} with input.machine as machine
}

test_pass[note] if {
	some note, machine in {
		"near miss: off": {"vfio": {"vfio": {"enable_unsafe_noiommu_mode": "N"}}},
		"no module": {"vfio": {}},
		"absent": {"vfio": {"vfio": {}}},
	}
	control.deny == set() with input.machine as machine
}
