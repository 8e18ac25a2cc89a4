package bulkhead.kubernetes.controller_manager_profiling_test

import data.bulkhead.kubernetes.controller_manager_profiling as control

_given(flags) := {"controllermanager": {"flags": flags}, "facts": {"minor": 37}}

_denied := {{
	"path": ["controllermanager", "flags", "profiling"],
	"message": "offers profiles of itself",
	"expected": false,
}}

test_fail if control.deny == _denied with input as _given({"profiling": true})

test_fail_where_absent if control.deny == _denied with input as _given({"contention-profiling": false})

test_pass if control.deny == set() with input as _given({"profiling": false})
