# METADATA
# title: A pod holds what it mounts
# description: >-
#   The data of a claim is there for all pods that mount it, whoever wrote it. A volume of the pod's own is nobody else's.
# scope: package
# custom:
#   subject: kubernetes/volume
#   edge: {from: contents, to: volume, cost: none}
package bulkhead.edges.kubernetes.mounted_volume

deny contains {
	"path": ["volume", "persistentVolumeClaim", "claimName"],
	"message": "mounts the data of a claim",
} if {
	input.volume.persistentVolumeClaim.claimName != ""
}
