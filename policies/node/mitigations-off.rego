# METADATA
# title: CPU mitigations must not be switched off
# description: >-
#   The kernel's command line can switch off what the kernel does against side channels of the CPU, all of it or for one attack.
#   Then containers and guests read each other's memory and the host's. Where a parameter is given twice, the last one
#   counts. It is acceptable where all code on the machine belongs to one owner.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/kernel-parameters.html
#     description: The kernel's command-line parameters
# custom:
#   severity: high
#   subject: node/cpu
#   wall: hardware
#   dimension: isolation
#   remediation: Remove the parameter from the kernel's command line, in the boot loader's configuration, and boot again.
#   frameworks:
#     nist-800-190: ["4.5.3"]
#     nist-800-53r5: [cm-6, sc-4]
#     nist-800-125a: [general]
#     bsi-sys-1.5: [A22]
#     pci-dss-4.0.1: ["2.2.1"]
package bulkhead.node.mitigations_off

deny contains {
	"path": ["machine", "kernel", "cmdline", i],
	"message": "switches all mitigations of the CPU off, or those of one kind of attacker",
} if {
	some i, parameter in _parameters
	parameter.name == "mitigations"
	_switches_kinds_off(parameter.value)
	not _is_overridden(i)
}

deny contains {
	"path": ["machine", "kernel", "cmdline", i],
	"message": "switches a mitigation of the CPU off",
	"severity": "medium",
} if {
	some i, parameter in _parameters
	_switches_off(parameter)
	not _is_overridden(i)
}

_switches_kinds_off("off")

_switches_kinds_off(value) if regex.match(`^off[,;]`, value)

# Since Linux 6.17 kinds of attackers can be named: no_guest_host, no_user_kernel.
_switches_kinds_off(value) if regex.match(`\bno_`, value)

_switches_off(parameter) if parameter.name in _flags

_switches_off(parameter) if parameter.value in _values[parameter.name]

# The only one that takes a list.
_switches_off(parameter) if {
	parameter.name == "retbleed"
	"off" in split(parameter.value, ",")
}

# The kernel takes - for _ in names, reads a word in double quotes without them, and leaves what follows -- to init.
_parameters[i] := {"name": replace(name, "-", "_"), "value": concat("=", array.slice(parts, 1, count(parts)))} if {
	some i, word in input.machine.kernel.cmdline
	parts := split(replace(word, `"`, ""), "=")
	name := parts[0]
	not _is_for_init(i)
}

_is_for_init(i) if {
	some j, "--" in input.machine.kernel.cmdline
	j <= i
}

_is_overridden(i) if {
	some j, later in _parameters
	j > i
	later.name == _parameters[i].name
}

# Our own selection from the kernel's list of parameters on x86, arm64 and powerpc, 2026-11-24.
_flags := {
	"no_entry_flush",
	"no_uaccess_flush",
	"nopti",
	"nospec_store_bypass_disable",
	"nospectre_bhb",
	"nospectre_v1",
	"nospectre_v2",
}

_no := {"0", "N", "n", "no", "off"}

_values := {
	"gather_data_sampling": {"off"},
	"indirect_target_selection": {"off"},
	"kpti": _no,
	"kvm.nx_huge_pages": (_no | {"never"}),
	"kvm_intel.vmentry_l1d_flush": {"never"},
	"l1tf": {"off"},
	"mds": {"off"},
	"mmio_stale_data": {"off"},
	"pti": {"off"},
	"reg_file_data_sampling": {"off"},
	"retbleed": {"off"},
	"spec_rstack_overflow": {"off"},
	"spec_store_bypass_disable": {"off"},
	"spectre_bhi": {"off"},
	"spectre_v2": {"off"},
	"spectre_v2_user": {"off"},
	"srbds": {"off"},
	"ssbd": {"force-off"},
	"tsa": {"off"},
	"tsx_async_abort": {"off"},
	"vmscape": {"off"},
}
