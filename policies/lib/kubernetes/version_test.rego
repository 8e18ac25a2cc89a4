package bulkhead.lib.kubernetes.version_test

import data.bulkhead.lib.kubernetes.version

test_known if {
	version.known with input.facts.minor as 35
	version.since(35) with input.facts.minor as 35
	not version.before(35) with input.facts.minor as 35
	version.before(35) with input.facts.minor as 34
	not version.since(35) with input.facts.minor as 34
	not version.unclear(["pod"]) with input.facts.minor as 34
}

test_not_known[note] if {
	some note, facts in {
		"absent": {},
		"unknown": {"minor": {"unknown": "unread", "why": "timed out"}},
	}
	not version.known with input.facts as facts
	not version.since(0) with input.facts as facts
	not version.before(99) with input.facts as facts
}

test_unclear if {
	version.unclear(["pod"]) == {
		"path": ["pod"],
		"message": "timed out",
		"reason": "unread",
	} with input.facts.minor as {"unknown": "unread", "why": "timed out"}
	version.unclear(["pod"]) == {
		"path": ["pod"],
		"message": "the version of Kubernetes is not known",
		"reason": "not-in-input",
	} with input.facts as {}
}
