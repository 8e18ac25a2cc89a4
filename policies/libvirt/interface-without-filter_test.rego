package bulkhead.libvirt.interface_without_filter_test

import data.bulkhead.libvirt.interface_without_filter as control

_elsewhere := {"unknown": "not-in-input", "why": "the network is not in the input"}

_nat := {"name": "a", "forward": {"mode": "nat"}, "bridge": {"name": "virbr0"}}

_filtered := {"filterref": {"filter": "clean-traffic"}}

_isolated := {"port": {"isolated": "yes"}}

_on_bridge(fields) := {"interface": object.union({"type": "bridge", "source": {"bridge": "br0"}}, fields)}

_on(network, fields) := {
	"interface": object.union({"type": "network", "source": {"network": "a"}}, fields),
	"network": network,
}

_unfiltered := {{
	"path": ["interface", "filterref"],
	"message": "has neither a filter nor an isolated port on a network that it shares",
	"expected": {"filter": "clean-traffic"},
}}

_past := {{
	"path": ["interface", "filterref"],
	"message": "shares a network on which neither libvirt's filters nor isolated ports have any effect",
}}

test_unfiltered[note] if {
	some note, case in {
		"bridge": _on_bridge({}),
		"network": _on(_nat, {}),
		"no uplink": _on({"name": "a", "bridge": {"name": "virbr1"}}, {}),
		"open": _on(object.union(_nat, {"forward": {"mode": "open"}}), {}),
		"host's bridge": _on({"forward": {"mode": "bridge"}, "bridge": {"name": "br0"}}, {}),
		"near miss: a filter without name": _on_bridge({"filterref": {"filter": ""}}),
		"near miss: isolated no": _on_bridge({"port": {"isolated": "no"}}),
		"own port against the network's": _on(object.union(_nat, _isolated), {"port": {"isolated": "no"}}),
		"own port, whatever the network": _on(_elsewhere, {"port": {"isolated": "no"}}),
	}
	control.deny == _unfiltered with input as case
	control.unknown == set() with input as case
}

test_goes_past[note] if {
	some note, case in {
		"Open vSwitch": _on_bridge({"virtualport": {"type": "openvswitch"}}),
		"Open vSwitch of the network": _on(
			{"forward": {"mode": "bridge"}, "bridge": {"name": "a"}, "virtualport": {"type": "openvswitch"}},
			{},
		),
		"Open vSwitch of the group": _on(
			object.union(_nat, {"portgroup": [{"name": "b", "virtualport": {"type": "openvswitch"}}]}),
			{"source": {"network": "a", "portgroup": "b"}},
		),
		"Open vSwitch of the default group": _on(
			object.union(_nat, {"portgroup": [{"name": "b", "default": "yes", "virtualport": {"type": "openvswitch"}}]}),
			{},
		),
		"macvtap": _on({"forward": {"mode": "bridge", "interface": [{"dev": "eth0"}]}}, {}),
		"macvtap, vepa": _on({"forward": {"mode": "vepa"}}, {}),
		"virtual functions": _on({"forward": {"mode": "hostdev"}}, {}),
		"macvtap of its own": _on(_elsewhere, {"type": "direct", "source": {"dev": "eth0", "mode": "bridge"}}),
		"passed through": _on(_elsewhere, {"type": "hostdev"}),
		"vDPA": _on(_elsewhere, {"type": "vdpa"}),
		"macvtap of a running guest": _on(_elsewhere, {"type": "direct", "source": {"network": "a", "dev": "eth0"}}),
	}
	control.deny == _past with input as case
	control.deny == _past with input as object.union(case, {"interface": object.union(_filtered, _isolated)})
	control.unknown == set() with input as case
}

test_pass[note] if {
	some note, case in {
		"filtered": _on_bridge(_filtered),
		"filtered on a network": _on(_nat, _filtered),
		"isolated": _on_bridge(_isolated),
		"isolated on a network that is not known": _on(_elsewhere, _isolated),
		"isolated network": _on(object.union(_nat, _isolated), {}),
		"a group of another switch, not its own": _on(
			object.union(_nat, {"portgroup": [{"name": "b", "virtualport": {"type": "openvswitch"}}]}),
			_filtered,
		),
		"filtered, running": _on(_elsewhere, object.union(_filtered, {"source": {"network": "a", "bridge": "virbr0"}})),
	}
	control.deny == set() with input as case
	control.unknown == set() with input as case
	not control.notapplicable with input as case
}

test_network_not_known if {
	control.deny == set() with input as _on(_elsewhere, {})
	control.unknown == {{
		"path": ["network"],
		"message": "the network is not in the input",
		"reason": "not-in-input",
	}} with input as _on(_elsewhere, {})
}

test_filter_on_a_network_not_known if {
	control.deny == set() with input as _on(_elsewhere, _filtered)
	control.unknown == {{
		"path": ["network"],
		"message": "has a filter, and the network decides whether it has any effect: the network is not in the input",
		"reason": "not-in-input",
	}} with input as _on(_elsewhere, _filtered)
}

test_network_not_read[key] if {
	some key in ["bridge", "forward", "port", "virtualport"]
	case := _on({key: {"unknown": "unread", "why": "given twice"}}, _filtered)
	control.deny == set() with input as case
	control.unknown == {{"path": ["network", key], "message": "given twice", "reason": "unread"}} with input as case
}

test_connected_elsewhere[note] if {
	some note, interface in {
		"tap of a script": {"type": "ethernet"},
		"vhost-user, which has no filter": object.union({"type": "vhostuser"}, _filtered),
	}
	control.deny == set() with input.interface as interface
	control.unknown == {{
		"path": ["interface", "type"],
		"message": "is connected outside of libvirt, which does not know with whom",
		"reason": "not-in-input",
	}} with input.interface as interface
}

test_filtered_tap_of_a_script if {
	interface := object.union({"type": "ethernet"}, _filtered)
	control.deny == set() with input.interface as interface
	control.unknown == set() with input.interface as interface
	not control.notapplicable with input.interface as interface
}

test_not_read[key] if {
	some key in ["filterref", "port", "source", "virtualport"]
	case := _on_bridge({key: {"unknown": "unread", "why": "given twice"}})
	control.deny == set() with input as case
	control.unknown == {{"path": ["interface", key], "message": "given twice", "reason": "unread"}} with input as case
}

test_not_applicable[note] if {
	some note, interface in {
		"user": {"type": "user"},
		"to one other guest": {"type": "client"},
	}
	control.notapplicable with input.interface as interface
	control.deny == set() with input.interface as interface
}
