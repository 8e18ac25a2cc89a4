package bulkhead.kubernetes.kubevirt_launcher_as_root_test

import data.bulkhead.kubernetes.kubevirt_launcher_as_root as control

_given(configuration) := {"kubevirt": {"spec": {"configuration": {"developerConfiguration": configuration}}}}

test_fail if {
	control.deny == {{
		"path": ["kubevirt", "spec", "configuration", "developerConfiguration", "featureGates", 1],
		"message": "runs the launchers of virtual machines as root",
	}} with input as _given({"featureGates": ["LiveMigration", "Root"]})
}

test_pass if control.deny == set() with input as _given({"featureGates": ["LiveMigration"]})

test_absent[note] if {
	some note, kubevirt in {"none": {}, "no configuration": {"spec": {"configuration": {}}}}
	control.deny == set() with input as {"kubevirt": kubevirt}
}

test_near_miss[note] if {
	some note, configuration in {
		"disabled": {"featureGates": ["Root"], "disabledFeatureGates": ["Root"]},
		"another name": {"featureGates": ["NonRoot"]},
	}
	control.deny == set() with input as _given(configuration)
}
