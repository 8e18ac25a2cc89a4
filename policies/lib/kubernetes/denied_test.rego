package bulkhead.lib.kubernetes.denied_test

import data.bulkhead.lib.kubernetes.denied

_mark := {"unknown": "not-in-input", "why": "Cilium's"}

test_opens[note] if {
	some note, facts in {
		"absent": {},
		"one": {"denied": {"toPods": true, "toAddresses": false}},
		"one for sure": {"denied": {"toPods": _mark, "toAddresses": false}},
	}
	denied.opens({"toPods", "toAddresses"}) with input.facts as facts
	denied.unclear({"toPods", "toAddresses"}, []) == set() with input.facts as facts
}

test_does_not_open if {
	facts := {"denied": {"toPods": true, "toAddresses": true, "fromPods": false}}
	not denied.opens({"toPods", "toAddresses"}) with input.facts as facts
	denied.unclear({"toPods", "toAddresses"}, []) == set() with input.facts as facts
}

test_unclear if {
	facts := {"denied": {"toPods": true, "toAddresses": _mark}}
	not denied.opens({"toPods", "toAddresses"}) with input.facts as facts
	denied.unclear({"toPods", "toAddresses"}, ["a"]) == {{
		"path": ["a"],
		"message": "Cilium's",
		"reason": "not-in-input",
	}} with input.facts as facts
}
