package bulkhead.kubernetes.runtime_class_missing_test

import data.bulkhead.kubernetes.runtime_class_missing as control

test_fail if {
	control.deny == {{
		"path": ["pod", "spec", "runtimeClassName"],
		"message": "names a runtime class that does not exist",
	}} with input.facts.runtimeClass as {"exists": false}
}

test_pass if {
	control.deny == set() with input as {"facts": {}}
	control.deny == set() with input.facts.runtimeClass as {"exists": true, "handler": "runsc"}

	# Near miss: a class without a handler that is known here.
	control.deny == set() with input.facts.runtimeClass as {"exists": true, "handler": "missing"}
}
