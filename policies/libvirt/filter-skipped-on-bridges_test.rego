package bulkhead.libvirt.filter_skipped_on_bridges_test

import data.bulkhead.libvirt.filter_skipped_on_bridges as control

_case(v4, v6, settings) := {
	"filter": {"name": "web"},
	"facts": {"applied": true, "ipRules": {"v4": v4, "v6": v6}},
	"machine": {"kernel": {"release": "6.12.0", "sysctl": settings}},
}

_on := {"net.bridge.bridge-nf-call-iptables": "1", "net.bridge.bridge-nf-call-ip6tables": "1"}

_off := {"net.bridge.bridge-nf-call-iptables": "0", "net.bridge.bridge-nf-call-ip6tables": "0"}

test_fail[family] if {
	some family, case in {"IPv4": _case(true, false, _off), "IPv6": _case(false, true, _off)}
	control.deny == {{
		"path": ["filter"],
		"message": sprintf("has rules for %s, which the host skips on bridges", [family]),
	}} with input as case
}

test_pass[note] if {
	some note, case in {
		"called": _case(true, true, _on),
		"near miss: rules for bridges alone": _case(false, false, _off),
		"near miss: named by nobody": object.union(_case(true, true, _off), {"facts": {"applied": false}}),
	}
	control.deny == set() with input as case
	control.unknown == set() with input as case
}

test_absent if {
	control.deny == set() with input as _case(true, false, {})
	control.unknown == {{
		"path": ["machine", "kernel", "sysctl", "net.bridge.bridge-nf-call-iptables"],
		"message": "the module for filters on bridges is not loaded, so what it will do is not known",
		"reason": "not-in-input",
	}} with input as _case(true, false, {})
}

test_no_machine if {
	case := json.patch(_case(true, true, {}), [{
		"op": "replace",
		"path": "/machine",
		"value": {"unknown": "not-in-input", "why": "no machine"},
	}])
	control.unknown == {{
		"path": ["machine"],
		"message": "no machine",
		"reason": "not-in-input",
	}} with input as case
}

test_setting_not_known if {
	setting := {"unknown": "not-in-input", "why": "another network"}
	control.unknown == {{
		"path": ["machine", "kernel", "sysctl", "net.bridge.bridge-nf-call-iptables"],
		"message": "another network",
		"reason": "not-in-input",
	}} with input as _case(true, false, {"net.bridge.bridge-nf-call-iptables": setting})
}

test_not_applicable if control.notapplicable with input as _case(false, false, _off)

test_says_nothing if control.deny == set() with input as {}

test_reference_missing[family] if {
	missing := {"unknown": "not-in-input", "why": "the filter x, which it refers to, is not among the files"}
	some family, case in {"v4": _case(missing, false, _off), "v6": _case(false, missing, _off)}
	control.deny == set() with input as case
	control.unknown == {{
		"path": ["facts", "ipRules", family],
		"message": "the filter x, which it refers to, is not among the files",
		"reason": "not-in-input",
	}} with input as case
	not control.notapplicable with input as case
}
