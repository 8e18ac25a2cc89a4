package bulkhead.kubernetes.vm_plain_cloud_init_test

import data.bulkhead.kubernetes.vm_plain_cloud_init as control

_kept := {"present": true, "length": 300, "looksLike": []}

test_fail[source] if {
	some source in ["cloudInitConfigDrive", "cloudInitNoCloud"]
	some field in ["userData", "userDataBase64"]
	control.deny == {{
		"path": ["virtualmachine", "spec", "volumes", 1, source, field],
		"message": "holds its cloud-init user data itself",
	}} with input.virtualmachine.spec.volumes as [{"name": "a"}, {"name": "b", source: {field: _kept}}]
}

test_pass[note] if {
	some note, spec in {
		"absent": {},
		"null": {"volumes": null},
		"null data": {"volumes": [{"name": "a", "cloudInitNoCloud": {"userData": null}}, {"name": "b", "cloudInitNoCloud": null}]},
		"near miss: a secret": {"volumes": [{"name": "userData", "cloudInitNoCloud": {"secretRef": {"name": "a"}}}]},
		"near miss: only the network's": {"volumes": [{"name": "a", "cloudInitNoCloud": {"networkData": _kept}}]},
	}
	control.deny == set() with input as {"virtualmachine": {"spec": spec}}
}
