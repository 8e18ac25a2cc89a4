package bulkhead.libvirt.memory_merging_allowed_test

import data.bulkhead.libvirt.memory_merging_allowed as control

_case(backing, kernel) := {
	"domain": object.union({"type": "kvm"}, backing),
	"machine": {"kernel": object.union({"release": "6.12.0"}, kernel)},
}

_merging := {"ksm": {"run": "1"}}

_denied := {{
	"path": ["domain", "memoryBacking", "nosharepages"],
	"message": "lets the host merge its memory with other guests', and the host does so",
}}

_maybe := {{
	"path": ["domain", "memoryBacking", "nosharepages"],
	"message": "lets the host merge its memory with other guests'; whether the host does so is not known",
	"severity": "low",
}}

test_merging_host[note] if {
	some note, backing in {
		"absent": {},
		"other backing": {"memoryBacking": {"locked": {}, "source": {"type": "memfd"}}},
		"near miss: huge pages for some nodes": {"memoryBacking": {"hugepages": {"page": [{"size": "2048", "nodeset": "0"}]}}},
		"near miss: private": {"memoryBacking": {"access": {"mode": "private"}}},
		"near miss: pages of the usual size": {"memoryBacking": {"hugepages": {"page": [{"size": "4", "unit": "KiB"}]}}},
		"near miss: a private cell": {
			"memoryBacking": {"access": {"mode": "shared"}},
			"cpu": {"numa": {"cell": [{"id": "0"}, {"id": "1", "memAccess": "private"}]}},
		},
		"near miss: a cell without a word": {"cpu": {"numa": {"cell": [{"id": "0"}, {"id": "1", "memAccess": "shared"}]}}},
	}
	control.deny == _denied with input as _case(backing, _merging)
}

test_host_not_known[note] if {
	some note, machine in {
		"not in the input": {"unknown": "not-in-input", "why": "no node target in this run"},
		"kernel unread": {"kernel": {"unknown": "unread", "why": "permission denied"}},
		"setting unread": {"kernel": {"release": "6.12.0", "ksm": {"run": {"unknown": "unread", "why": "permission denied"}}}},
		"no live kernel": {"kernel": {"release": "6.12.0", "ksm": {"unknown": "not-in-input", "why": "an image"}}},
	}
	control.deny == _maybe with input as {"domain": {"type": "kvm"}, "machine": machine}
	control.unknown == set() with input as {"domain": {"type": "kvm"}, "machine": machine}
}

test_not_read if {
	unread := {"unknown": "unread", "why": "given twice"}
	case := _case({"memoryBacking": unread}, _merging)
	control.deny == set() with input as case
	control.unknown == {{"path": ["domain", "memoryBacking"], "message": "given twice", "reason": "unread"}} with input as case
	control.deny == set() with input.domain as unread
	control.unknown == {{"path": ["domain"], "message": "given twice", "reason": "unread"}} with input.domain as unread
}

test_parts_not_read[note] if {
	unread := {"unknown": "unread", "why": "given twice"}
	some note, case in {
		"access": {"domain": {"memoryBacking": {"access": unread}}, "path": ["memoryBacking", "access"]},
		"huge pages": {"domain": {"memoryBacking": {"hugepages": unread}}, "path": ["memoryBacking", "hugepages"]},
		"processor": {"domain": {"cpu": unread}, "path": ["cpu"]},
		"cells": {"domain": {"cpu": {"numa": unread}}, "path": ["cpu", "numa"]},
	}
	control.deny == set() with input as _case(case.domain, _merging)
	control.unknown == {{
		"path": array.concat(["domain"], case.path),
		"message": "given twice",
		"reason": "unread",
	}} with input as _case(case.domain, _merging)
}

test_pass[note] if {
	some note, case in {
		"nosharepages": _case({"memoryBacking": {"nosharepages": {}}}, _merging),
		"huge pages": _case({"memoryBacking": {"hugepages": {}}}, _merging),
		"huge pages of one size": _case({"memoryBacking": {"hugepages": {"page": [{"size": "1048576"}]}}}, _merging),
		"shared with a device process": _case({"memoryBacking": {"access": {"mode": "shared"}}}, _merging),
		"shared cells by default": _case(
			{"memoryBacking": {"access": {"mode": "shared"}}, "cpu": {"numa": {"cell": [{"id": "0"}]}}},
			_merging,
		),
		"shared cells": _case({"cpu": {"numa": {"cell": [{"id": "0", "memAccess": "shared"}]}}}, _merging),
		"near miss: KSM is off": _case({}, {"ksm": {"run": "0"}}),
		"near miss: KSM was undone": _case({}, {"ksm": {"run": "2"}}),
		"kernel without KSM": _case({}, {}),
	}
	control.deny == set() with input as case
	not control.notapplicable with input as case
}

test_other_drivers[type] if {
	some type in ["lxc", "test"]
	control.notapplicable with input as _case({"type": type}, _merging)
	control.deny == set() with input as _case({"type": type}, _merging)
}
