# METADATA
# title: The kernel must confine processes by SELinux or AppArmor
# description: >-
#   Mandatory access control is what holds a container or a guest's QEMU that broke out of its other walls: without it, file
#   permissions alone stand between it and the host. Runtimes and libvirt use SELinux or AppArmor, so one of them must be
#   active; permissive SELinux only writes down what it would refuse. Where its file system is not mounted, the command line
#   says whether it is permissive.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/LSM/index.html
#     description: Linux security modules
# custom:
#   severity: high
#   subject: node/kernel
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Boot with AppArmor or SELinux among the modules of the lsm= parameter, and without selinux=0, apparmor=0 and enforcing=0.
#   frameworks:
#     nist-800-190: ["4.5.1", "4.5.2"]
#     nist-800-53r5: [ac-3, sc-39]
#     nist-800-125a: [general]
#     bsi-sys-1.5: [A22]
#     bsi-sys-1.6: [A26]
package bulkhead.node.no_lsm

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["machine", "kernel", "lsm"],
	"message": "neither SELinux nor AppArmor is active",
} if {
	_is_known
	not _has("apparmor")
	not _has("selinux")
}

deny contains {
	"path": ["machine", "kernel", "cmdline", i],
	"message": "makes SELinux permissive, which refuses nothing",
} if {
	_selinux_alone
	not input.machine.kernel.selinux.enforce
	some i, "enforcing=0" in input.machine.kernel.cmdline
	not _is_overridden(i)
}

deny contains {
	"path": ["machine", "kernel", "selinux", "enforce"],
	"message": "SELinux is permissive, which refuses nothing",
	"expected": "1",
} if {
	_selinux_alone
	input.machine.kernel.selinux.enforce == "0"
}

_is_overridden(i) if {
	some j, word in input.machine.kernel.cmdline
	j > i
	startswith(word, "enforcing=")
}

_is_known if is_array(input.machine.kernel.lsm)

_has(module) if module in input.machine.kernel.lsm

_selinux_alone if {
	_has("selinux")
	not _has("apparmor")
}

unknown contains unknown_value.verdict(["machine", "kernel", "lsm"], input.machine.kernel.lsm)

unknown contains {
	"path": ["machine", "kernel", "lsm"],
	"message": "the active security modules are not known",
	"reason": "not-in-input",
} if {
	not _is_known
	not _is_explained
}

unknown contains unknown_value.verdict(["machine", "kernel", "cmdline"], input.machine.kernel.cmdline) if {
	_selinux_alone
	not input.machine.kernel.selinux.enforce
}

unknown contains unknown_value.verdict(["machine", "kernel", "selinux"], input.machine.kernel.selinux) if _selinux_alone

unknown contains unknown_value.verdict(["machine", "kernel", "selinux", "enforce"], input.machine.kernel.selinux.enforce) if {
	_selinux_alone
}

_is_explained if unknown_value.is_unknown(input.machine.kernel.lsm)
