package bulkhead.kubernetes.scheduler_profiling_test

import data.bulkhead.kubernetes.scheduler_profiling as control

_given(profiling) := {"scheduler": {"flags": {}}, "facts": {"profiling": profiling}}

test_fail if {
	control.deny == {{
		"path": ["scheduler", "flags", "profiling"],
		"message": "offers profiles of itself",
		"expected": false,
	}} with input as _given(true)
}

test_pass if control.deny == set() with input as _given(false)

test_near_miss if {
	control.deny == set() with input as {"scheduler": {"flags": {"profiling": true}}, "facts": {"profiling": false}}
}
