package bulkhead.node.vfio_unsafe_interrupts_test

import data.bulkhead.node.vfio_unsafe_interrupts as control

test_fail[note] if {
	some note, machine in {"on": {"vfio": {"vfio_iommu_type1": {"allow_unsafe_interrupts": "Y"}}}}
	control.deny == {{
		"path": ["machine", "vfio", "vfio_iommu_type1", "allow_unsafe_interrupts"],
		"message": "lets guests' devices send the host any interrupt",
		"expected": "N",
	}} with input.machine as machine
}

test_pass[note] if {
	some note, machine in {
		"near miss: off": {"vfio": {"vfio_iommu_type1": {"allow_unsafe_interrupts": "N"}}},
		"no module": {"vfio": {}},
		"absent": {"vfio": {"vfio_iommu_type1": {}}},
	}
	control.deny == set() with input.machine as machine
}
