# METADATA
# title: Network filters of running guests must be in force
# description: >-
#   A guest's XML names the filter that it should have; what holds its tap device is the filter's binding on the
#   host. Bindings can be removed or replaced while the guest runs, and nothing in the guest's XML shows it.
#   Never acceptable: the XML promises what is not there.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatnwfilterbinding.html
#     description: Bindings of network filters
# custom:
#   severity: high
#   subject: libvirt/interface
#   wall: network
#   dimension: isolation
#   remediation: Make the binding anew with virsh nwfilter-binding-create, or stop and start the guest.
#   frameworks:
#     bsi-sys-1.5: [A4, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-7]
package bulkhead.libvirt.filter_not_in_force

import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["interface", "filterref", "filter"],
	"message": sprintf("is held by the filter %s instead of the one that it names", [input.facts.boundFilter]),
} if {
	input.facts.boundFilter != ""
	not input.facts.boundFilter.unknown
	input.facts.boundFilter != input.interface.filterref.filter
}

unknown contains {
	"path": ["facts", "boundFilter"],
	"message": "the host listed no filter in force for it, unless the guest started after it was asked",
	"reason": "not-in-input",
} if {
	input.facts.boundFilter == ""
}

unknown contains unknown_value.verdict(["facts", "boundFilter"], input.facts.boundFilter)

unknown contains gap if some gap in subject.gaps

notapplicable if {
	not input.facts.boundFilter
	not input.interface.unknown
}
