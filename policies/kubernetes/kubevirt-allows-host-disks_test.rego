package bulkhead.kubernetes.kubevirt_allows_host_disks_test

import data.bulkhead.kubernetes.kubevirt_allows_host_disks as control

_given(configuration) := {"kubevirt": {"spec": {"configuration": {"developerConfiguration": configuration}}}}

test_fail if {
	control.deny == {{
		"path": ["kubevirt", "spec", "configuration", "developerConfiguration", "featureGates", 1],
		"message": "lets virtual machines have files of their node as disks",
	}} with input as _given({"featureGates": ["LiveMigration", "HostDisk"]})
}

test_pass if control.deny == set() with input as _given({"featureGates": ["LiveMigration"]})

test_absent[note] if {
	some note, kubevirt in {"none": {}, "no configuration": {"spec": {"configuration": {}}}}
	control.deny == set() with input as {"kubevirt": kubevirt}
}

test_near_miss[note] if {
	some note, configuration in {
		"disabled": {"featureGates": ["HostDisk"], "disabledFeatureGates": ["HostDisk"]},
		"another name": {"featureGates": ["NonHostDisk"]},
	}
	control.deny == set() with input as _given(configuration)
}
