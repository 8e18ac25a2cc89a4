package bulkhead.kubernetes.kubevirt_allows_hook_sidecars_test

import data.bulkhead.kubernetes.kubevirt_allows_hook_sidecars as control

_given(configuration) := {"kubevirt": {"spec": {"configuration": {"developerConfiguration": configuration}}}}

test_fail if {
	control.deny == {{
		"path": ["kubevirt", "spec", "configuration", "developerConfiguration", "featureGates", 1],
		"message": "runs any image that a virtual machine names beside its hypervisor",
	}} with input as _given({"featureGates": ["LiveMigration", "Sidecar"]})
}

test_pass if control.deny == set() with input as _given({"featureGates": ["LiveMigration"]})

test_absent[note] if {
	some note, kubevirt in {"none": {}, "no configuration": {"spec": {"configuration": {}}}}
	control.deny == set() with input as {"kubevirt": kubevirt}
}

test_near_miss[note] if {
	some note, configuration in {
		"disabled": {"featureGates": ["Sidecar"], "disabledFeatureGates": ["Sidecar"]},
		"another name": {"featureGates": ["NonSidecar"]},
	}
	control.deny == set() with input as _given(configuration)
}
