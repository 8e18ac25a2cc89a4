# METADATA
# title: A machine holds its disks
# description: >-
#   The data of a claim is there for all that have it, whoever wrote it.
# scope: package
# custom:
#   subject: kubernetes/virtualmachine
#   edge: {from: contents, to: volume, cost: none}
package bulkhead.edges.kubernetes.vm_volumes

deny contains {"path": ["virtualmachine", "spec", "volumes", i], "message": "has the data of a claim"} if {
	some i, volume in input.virtualmachine.spec.volumes
	_claims(volume)
}

_claims(volume) if volume.persistentVolumeClaim.claimName

_claims(volume) if volume.dataVolume.name
