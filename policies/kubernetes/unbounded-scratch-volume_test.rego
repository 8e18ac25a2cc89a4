package bulkhead.kubernetes.unbounded_scratch_volume_test

import data.bulkhead.kubernetes.unbounded_scratch_volume as control

test_fail[note] if {
	some note, source in {
		"absent": {},
		"null": {"sizeLimit": null},
		"zero is none": {"sizeLimit": "0"},
		"in memory": {"medium": "Memory"},
	}
	control.deny == {{
		"path": ["volume", "emptyDir", "sizeLimit"],
		"message": "has no size limit, so the pod may fill the node's disk or memory",
	}} with input.volume as {"name": "a", "emptyDir": source}
}

test_pass[note] if {
	some note, volume in {
		"bounded": {"name": "a", "emptyDir": {"sizeLimit": "1Gi"}},
		"bounded in memory": {"name": "a", "emptyDir": {"medium": "Memory", "sizeLimit": "64Mi"}},
		"null": {"name": "a", "emptyDir": null},
		"near miss: another volume": {"name": "emptyDir", "configMap": {"name": "a"}},
	}
	control.deny == set() with input as {"volume": volume}
}
