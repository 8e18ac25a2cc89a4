# METADATA
# title: What runs a domain
# description: Tells domains that QEMU runs from those of libvirt's other drivers, which have no QEMU process to confine.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drivers.html
#     description: libvirt's drivers
package bulkhead.lib.libvirt.domain

# METADATA
# description: A QEMU process on the host runs the domain. A type that is not known is taken for QEMU's.
# scope: document
runs_in_qemu if {
	not input.domain.unknown
	not input.domain.type in _other_drivers
}

_other_drivers := {
	"bhyve",
	"ch",
	"hyperv",
	"lxc",
	"openvz",
	"parallels",
	"phyp",
	"test",
	"uml",
	"vbox",
	"vmware",
	"vz",
	"xen",
}
