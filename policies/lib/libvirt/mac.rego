# METADATA
# title: Mandatory access control of guests
# description: The security models with which libvirt confines a guest's process, beside the plain users and groups of "dac".
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html#selinux-security-confinement-of-qemu
#     description: sVirt in the QEMU driver
package bulkhead.lib.libvirt.mac

# METADATA
# description: The models that confine, as capabilities, seclabel elements and the API name them.
# scope: document
models := {"apparmor", "selinux"}

# METADATA
# description: The models that the host uses, whether it enforces them or not.
# scope: document
host_models contains model if {
	some model in [secmodel.model | some secmodel in input.host.capabilities.host.secmodel]
	model in models
}

# METADATA
# description: What is not known of the host's security models, for the unknown rule of a control.
# scope: document
host_gaps contains {"path": ["host"], "message": input.host.why, "reason": input.host.unknown}

host_gaps contains {
	"path": ["host", "capabilities"],
	"message": input.host.capabilities.why,
	"reason": input.host.capabilities.unknown,
}

host_gaps contains {
	"path": ["host", "capabilities", "host"],
	"message": input.host.capabilities.host.why,
	"reason": input.host.capabilities.host.unknown,
}
