package bulkhead.kubernetes.kubevirt_migration_without_tls_test

import data.bulkhead.kubernetes.kubevirt_migration_without_tls as control

_given(migrations) := {"kubevirt": {"spec": {"configuration": {"migrations": migrations}}}}

test_fail if {
	control.deny == {{
		"path": ["kubevirt", "spec", "configuration", "migrations", "disableTLS"],
		"message": "sends the memory of virtual machines that migrate in clear text",
		"expected": false,
	}} with input as _given({"disableTLS": true})
}

test_pass if control.deny == set() with input as _given({"disableTLS": false})

test_absent[note] if {
	some note, kubevirt in {"none": {}, "no configuration": {"spec": {"configuration": {}}}}
	control.deny == set() with input as {"kubevirt": kubevirt}
}

test_near_miss_others if control.deny == set() with input as _given({"allowPostCopy": true})
