package bulkhead.libvirt.network_dnsmasq_options_test

import data.bulkhead.libvirt.network_dnsmasq_options as control

_network(value) := {"name": "a", "dnsmasq:options": {"dnsmasq:option": [{"value": value}]}}

_path := ["network", "dnsmasq:options", "dnsmasq:option", 0, "value"]

test_dangerous[name] if {
	some name in ["dhcp-script", "conf-dir", "enable-tftp", "tftp-root"]
	control.deny == {{
		"path": _path,
		"message": sprintf("gives its dnsmasq the option %s, which runs programs or opens files of the host", [name]),
		"severity": "high",
	}} with input.network as _network({"present": true, "length": 9, "name": name})
}

test_other if {
	control.deny == {{
		"path": _path,
		"message": "gives its dnsmasq an option past libvirt",
	}} with input.network as _network({"present": true, "length": 9})
}

test_pass[note] if {
	some note, network in {
		"absent": {"name": "a"},
		"none": {"name": "a", "dnsmasq:options": {}},
		"near miss: libvirt's own elements": {"name": "a", "dns": {"forwarder": [{"addr": "192.0.2.53"}]}},
	}
	control.deny == set() with input.network as network
}
