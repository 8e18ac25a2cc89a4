# METADATA
# title: Guests pinned to cores must have them alone
# description: >-
#   Who pins a guest's virtual CPUs wants them to itself. Where another guest is pinned to the same core, or to the
#   other thread of it, each sees the other's use of its caches and buffers, and slows it down. Threads are told by
#   the host's topology, and without it each CPU counts as a core. Acceptable between guests that trust each other.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#cpu-tuning
#     description: The cputune element
# custom:
#   severity: low
#   subject: libvirt/sharing
#   wall: hardware
#   dimension: isolation
#   remediation: Pin each guest to whole cores that no other is pinned to.
#   frameworks:
#     bsi-sys-1.5: [A15, A21]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-6]
package bulkhead.libvirt.core_shared_with_another

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("is pinned to a core that another guest is pinned to: %s", [concat(", ", input.sharing.others)]),
} if {
	input.sharing.of == "core"
	input.sharing.count > 0
}

notapplicable if not input.sharing.of == "core"
