package bulkhead.kubernetes.no_cpu_request_test

import data.bulkhead.kubernetes.no_cpu_request as control

_denied := {{
	"path": ["container", "resources", "requests", "cpu"],
	"message": "requests no CPU, so it gets what others leave",
}}

test_fail[note] if {
	some note, resources in {
		"absent": {},
		"null": {"limits": null, "requests": null},
		"zero": {"requests": {"cpu": "0"}},
		"near miss: another resource": {"limits": {"memory": "64Mi"}, "requests": {"memory": "64Mi"}},
	}
	control.deny == _denied with input as {"container": {"resources": resources}, "pod": {"spec": {}}, "facts": {"type": "init"}}
}

test_fail_without_resources if {
	control.deny == _denied with input as {"container": {"name": "a"}, "pod": {"spec": {}}}
}

test_pass[quantity] if {
	some quantity in ["64Mi", "1", "250m", 2, 0.5]
	control.deny == set() with input.container.resources.requests.cpu as quantity
	control.deny == set() with input.container.resources.limits.cpu as quantity
	control.deny == set() with input.pod.spec.resources.requests.cpu as quantity
	control.deny == set() with input.pod.spec.resources.limits.cpu as quantity
}

test_limit_range if {
	given := {"container": {"name": "a"}, "facts": {"type": "container", "limitRange": {"cpuRequest": "1"}}}
	control.deny == set() with input as given
	control.unknown == set() with input as given
	control.deny == _denied with input as given with input.container.resources.requests as {"cpu": "0"}
	control.deny == _denied with input as given with input.facts.limitRange as {"memory": "1Gi"}
}

test_limit_range_unread if {
	unread := {"container": {"name": "a"}, "facts": {"limitRange": {"unknown": "unread", "why": "forbidden"}}}
	control.deny == set() with input as unread
	control.unknown == {{"path": ["facts", "limitRange"], "message": "forbidden", "reason": "unread"}} with input as unread
	control.deny == _denied with input as unread with input.container.resources.requests as {"cpu": "0"}
	control.unknown == set() with input as unread with input.container.resources.requests as {"cpu": "1"}
	control.unknown == set() with input as unread with input.facts.type as "ephemeral"
}

test_limit_range_not_in_input if {
	file := {"container": {"name": "a"}, "facts": {"limitRange": {"unknown": "not-in-input", "why": "no namespace"}}}
	control.unknown == set() with input as file
	control.deny == {{
		"path": ["container", "resources", "requests", "cpu"],
		"message": concat(" ", [
			"requests no CPU, so it gets what others leave, unless a LimitRange of its namespace gives one:",
			"none is in the input, and none is assumed",
		]),
	}} with input as file
}

test_ephemeral if {
	ephemeral := {"container": {"name": "a"}, "facts": {"type": "ephemeral"}}
	control.deny == set() with input as ephemeral
	control.notapplicable with input as ephemeral
	not control.notapplicable with input as {"container": {"name": "a"}, "facts": {"type": "init"}}
}
