package bulkhead.kubernetes.inline_csi_volume_test

import data.bulkhead.kubernetes.inline_csi_volume as control

test_fail if {
	control.deny == {{
		"path": ["volume", "csi"],
		"message": "is set up by the pod at a driver on the node",
	}} with input.volume as {"name": "a", "csi": {"driver": "csi.example"}}
}

test_pass[note] if {
	some note, volume in {
		"absent": {"name": "a"},
		"null": {"name": "a", "csi": null},
		"near miss: a claim": {"name": "csi", "persistentVolumeClaim": {"claimName": "csi"}},
	}
	control.deny == set() with input as {"volume": volume}
}
