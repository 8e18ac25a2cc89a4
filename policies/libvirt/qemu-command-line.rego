# METADATA
# title: Guests must not pass arguments to QEMU past libvirt
# description: >-
#   commandline of the QEMU namespace adds arguments and environment variables that libvirt neither checks nor confines.
#   Those that open monitors, files, devices, networks or code of the host take its protection away. Acceptable for
#   harmless settings that libvirt has no element for; libvirt marks such guests as tainted.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/qemu-passthrough-security.html
#     description: QEMU passthrough and its security
# custom:
#   severity: high
#   subject: libvirt/domain
#   wall: privilege
#   dimension: security
#   remediation: Replace the arguments by the domain XML's own elements, and remove commandline of the QEMU namespace.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-7, sc-39]
package bulkhead.libvirt.qemu_command_line

deny contains {
	"path": ["domain", "qemu:commandline", "qemu:arg", i, "value"],
	"message": "passes QEMU an argument that libvirt does not check",
} if {
	some i, flag in _flags
	not _message(flag)
}

deny contains {
	"path": ["domain", "qemu:commandline", "qemu:arg", i, "value"],
	"message": message,
	"severity": "critical",
} if {
	some i, flag in _flags
	message := _message(flag)
}

deny contains {
	"path": ["domain", "qemu:commandline", "qemu:arg", i, "value"],
	"message": "gives QEMU a file to use as a disk past libvirt",
	"severity": "critical",
} if {
	some i, _ in input.domain["qemu:commandline"]["qemu:arg"]
	not _flags[i]
	not _flags[i - 1]
}

deny contains {
	"path": ["domain", "qemu:commandline", "qemu:env", i, "name"],
	"message": "sets an environment variable of QEMU past libvirt",
} if {
	some i, variable in input.domain["qemu:commandline"]["qemu:env"]
	not _loads_code(variable)
}

deny contains {
	"path": ["domain", "qemu:commandline", "qemu:env", i, "name"],
	"message": "sets an environment variable that can load foreign code into QEMU",
	"severity": "critical",
} if {
	some i, variable in input.domain["qemu:commandline"]["qemu:env"]
	_loads_code(variable)
}

# Flags by their place. What is no flag belongs to the one before it, or names a disk.
_flags[i] := regex.replace(argument.value, `^--?`, "") if {
	some i, argument in input.domain["qemu:commandline"]["qemu:arg"]
	is_string(argument.value)
	startswith(argument.value, "-")
}

# A "-sandbox" is not among these: libvirt puts its own behind it, which QEMU heeds (seen with libvirt 9.0 and QEMU 7.2).
_message(flag) := "passes QEMU an argument that opens the host's files, devices, network or code" if flag in _opening

# Our own list, from QEMU's manual as of version 10, 2026-11-24.
_opening := {
	"add-fd",
	"audiodev",
	"bios",
	"blockdev",
	"cdrom",
	"chardev",
	"debugcon",
	"device",
	"drive",
	"dtb",
	"fda",
	"fdb",
	"fsdev",
	"fw_cfg",
	"gdb",
	"hda",
	"hdb",
	"hdc",
	"hdd",
	"incoming",
	"initrd",
	"kernel",
	"L",
	"mem-path",
	"mon",
	"monitor",
	"mtdblock",
	"net",
	"netdev",
	"nic",
	"object",
	"option-rom",
	"parallel",
	"pflash",
	"plugin",
	"qmp",
	"qmp-pretty",
	"qtest",
	"readconfig",
	"run-with",
	"runas",
	"s",
	"sd",
	"semihosting",
	"semihosting-config",
	"serial",
	"shim",
	"spice",
	"tpmdev",
	"usbdevice",
	"user",
	"virtfs",
	"vnc",
}

_loads_code(variable) if startswith(variable.name, "LD_")

_loads_code(variable) if variable.name in {"GCONV_PATH", "GST_PLUGIN_PATH", "PATH", "PYTHONPATH", "QEMU_MODULE_DIR"}
