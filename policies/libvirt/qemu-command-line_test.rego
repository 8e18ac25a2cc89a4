package bulkhead.libvirt.qemu_command_line_test

import data.bulkhead.libvirt.qemu_command_line as control

_arguments(values) := {"qemu:commandline": {"qemu:arg": [{"value": value} | some value in values]}}

_literal := {"present": true, "length": 3, "looksLike": []}

_argument(i, message) := {
	"path": ["domain", "qemu:commandline", "qemu:arg", i, "value"],
	"message": message,
	"severity": "critical",
}

_opens := "passes QEMU an argument that opens the host's files, devices, network or code"

test_plain_argument if {
	control.deny == {{
		"path": ["domain", "qemu:commandline", "qemu:arg", 0, "value"],
		"message": "passes QEMU an argument that libvirt does not check",
	}} with input.domain as _arguments(["-cpu", "host"])
}

test_opening_argument[flag] if {
	some flag in ["-qmp", "--monitor", "-device", "-s", "-netdev"]
	control.deny == {_argument(0, _opens)} with input.domain as _arguments([flag, _literal])
}

test_every_argument_is_named if {
	control.deny == {
		_argument(2, _opens),
		{
			"path": ["domain", "qemu:commandline", "qemu:arg", 0, "value"],
			"message": "passes QEMU an argument that libvirt does not check",
		},
	} with input.domain as _arguments(["-global", "a.b=c", "-drive", _literal])
}

test_sandbox_that_libvirt_overrules[value] if {
	some value in ["off", "on,spawn=allow", _literal]
	control.deny == {{
		"path": ["domain", "qemu:commandline", "qemu:arg", 0, "value"],
		"message": "passes QEMU an argument that libvirt does not check",
	}} with input.domain as _arguments(["-sandbox", value])
}

test_positional_disk if {
	control.deny == {
		_argument(0, "gives QEMU a file to use as a disk past libvirt"),
		_argument(3, "gives QEMU a file to use as a disk past libvirt"),
		{
			"path": ["domain", "qemu:commandline", "qemu:arg", 1, "value"],
			"message": "passes QEMU an argument that libvirt does not check",
		},
	} with input.domain as _arguments([_literal, "-cpu", "host", "/a.img"])
}

test_environment if {
	variables := [{"name": "LD_PRELOAD", "value": _literal}, {"name": "QEMU_AUDIO_DRV", "value": _literal}]
	control.deny == {
		{
			"path": ["domain", "qemu:commandline", "qemu:env", 0, "name"],
			"message": "sets an environment variable that can load foreign code into QEMU",
			"severity": "critical",
		},
		{
			"path": ["domain", "qemu:commandline", "qemu:env", 1, "name"],
			"message": "sets an environment variable of QEMU past libvirt",
		},
	} with input.domain as {"qemu:commandline": {"qemu:env": variables}}
}

test_pass[note] if {
	some note, domain in {
		"absent": {"type": "kvm"},
		"empty": {"qemu:commandline": {}},
		"near miss: the name without libvirt's namespace": {"commandline": {"arg": [{"value": "-s"}]}},
		"near miss: capabilities of the same namespace": {"qemu:capabilities": {"qemu:add": [{"capability": "a"}]}},
	}
	control.deny == set() with input.domain as domain
}
