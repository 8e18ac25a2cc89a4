# METADATA
# title: Storage must not be reached from several namespaces
# description: >-
#   Claims belong to one namespace, and a persistent volume to one claim. Two volumes that lead to the same
#   directory of an NFS server, or the same volume of a storage driver, take that wall away: who writes in one
#   namespace writes in the other, and what is deleted there is gone here. The severity is low where this volume can
#   only be read. It is acceptable where both namespaces are of one tenant.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/storage/persistent-volumes/
#     description: Persistent volumes
# custom:
#   severity: medium
#   subject: kubernetes/persistentvolume
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Give each namespace storage of its own, or make all but one of the volumes read-only.
#   frameworks:
#     nist-800-53r5: [ac-4, sc-4]
#     bsi-sys-1.6: [A19]
package bulkhead.kubernetes.persistent_volume_shared_between_namespaces

deny contains {
	"path": ["persistentvolume", "spec", source],
	"message": sprintf("leads to storage that claims of %d other namespaces lead to", [input.facts.otherNamespaces]),
	"severity": _severity,
} if {
	input.facts.otherNamespaces > 0
	some source in ["csi", "nfs"]
	input.persistentvolume.spec[source]
}

default _severity := "medium"

_severity := "low" if {
	count(input.persistentvolume.spec.accessModes) > 0
	every mode in input.persistentvolume.spec.accessModes {
		mode == "ReadOnlyMany"
	}
}
