package bulkhead.libvirt.process_monitor_open_test

import data.bulkhead.libvirt.process_monitor_open as control

test_fail[note] if {
	some note, case in {
		"on the network": {
			"monitor": {"what": "monitor", "transport": "tcp", "address": "0.0.0.0"},
			"says": {"message": "takes orders from everybody on the network", "severity": "critical"},
		},
		"a debugger's port": {
			"monitor": {"what": "gdb", "transport": "tcp", "address": ""},
			"says": {"message": "takes orders from everybody on the network", "severity": "critical"},
		},
		"on the loopback": {
			"monitor": {"what": "monitor", "transport": "tcp", "address": "127.0.0.1"},
			"says": {"message": "takes orders from every user of the host"},
		},
		"a socket": {
			"monitor": {"what": "monitor", "transport": "unix"},
			"says": {"message": "takes orders from others than libvirt"},
		},
	}
	control.deny == {object.union(
		{"path": ["process", "monitors", 0, "transport"]},
		case.says,
	)} with input.process.monitors as [case.monitor]
}

test_pass[note] if {
	some note, process in {
		"none": {"monitors": []},
		"near miss: where nobody is": {"monitors": [{"what": "monitor", "transport": "stdio"}]},
		"absent": {},
	}
	control.deny == set() with input.process as process
}
