package bulkhead.libvirt.console_log_unbounded_test

import data.bulkhead.libvirt.console_log_unbounded as control

test_fail[note] if {
	some note, case in {"set": {
		"settings": {"stdio_handler": "file"},
		"deny": {{
			"path": ["machine", "libvirt", "qemu.conf", "stdio_handler"],
			"message": "lets guests fill the host's disk by what they print",
			"expected": "logd",
		}},
	}}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"near miss: the other value": {"qemu.conf": {"stdio_handler": "logd"}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}

test_virtlogd if {
	control.deny == {{
		"path": ["machine", "libvirt", "virtlogd.conf", "max_size"],
		"message": "lets guests fill the host's disk by what they print, since no log is ever turned over",
		"expected": "2097152",
	}} with input.machine.libvirt as {"virtlogd.conf": {"max_size": "0"}}
	control.deny == set() with input.machine.libvirt as {"virtlogd.conf": {"max_size": "1024", "max_backups": "0"}}
}
