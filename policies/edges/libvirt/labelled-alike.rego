# METADATA
# title: Processes of one label reach each other
# description: >-
#   A label that a guest's definition fixes may be another guest's too: to mandatory access control they are the same.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {from: vmm, to: label, cost: none}
package bulkhead.edges.libvirt.labelled_alike

deny contains {
	"path": ["domain", "seclabel", i, "label"],
	"message": "has a label that its definition fixes",
} if {
	some i, seclabel in input.domain.seclabel
	seclabel.type == "static"
	seclabel.model != "dac"
	seclabel.label != ""
}
