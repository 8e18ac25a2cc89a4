# METADATA
# title: Pods must use the restricted profile's volume types
# description: >-
#   The restricted profile allows volumes of types that the cluster's administrators control: configMap, csi,
#   downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected and secret. Others name storage of the
#   node or the network in the pod itself, credentials often included.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, restricted
#   - ref: https://kubernetes.io/docs/concepts/storage/volumes/
#     description: Volumes
# custom:
#   severity: low
#   subject: kubernetes/volume
#   wall: storage
#   dimension: isolation
#   weaker_than: kubernetes/host-path
#   remediation: >-
#     Use a persistent volume claim, and let an administrator or a storage class provide the volume.
#   frameworks:
#     pss: [restricted]
#     nsa: [pod-security]
#     nist-800-53r5: [ac-6]
#     bsi-sys-1.6: [A19]
package bulkhead.kubernetes.restricted_volume_type

deny contains {
	"path": ["volume", type],
	"message": "is of a type that the restricted profile does not allow",
} if {
	some type in _restricted
}

# A volume that names no type is an emptyDir. As of k8s.io/api v0.37.2.
_restricted contains "awsElasticBlockStore" if input.volume.awsElasticBlockStore != null

_restricted contains "azureDisk" if input.volume.azureDisk != null

_restricted contains "azureFile" if input.volume.azureFile != null

_restricted contains "cephfs" if input.volume.cephfs != null

_restricted contains "cinder" if input.volume.cinder != null

_restricted contains "fc" if input.volume.fc != null

_restricted contains "flexVolume" if input.volume.flexVolume != null

_restricted contains "flocker" if input.volume.flocker != null

_restricted contains "gcePersistentDisk" if input.volume.gcePersistentDisk != null

_restricted contains "gitRepo" if input.volume.gitRepo != null

_restricted contains "glusterfs" if input.volume.glusterfs != null

_restricted contains "hostPath" if input.volume.hostPath != null

_restricted contains "iscsi" if input.volume.iscsi != null

_restricted contains "nfs" if input.volume.nfs != null

_restricted contains "photonPersistentDisk" if input.volume.photonPersistentDisk != null

_restricted contains "portworxVolume" if input.volume.portworxVolume != null

_restricted contains "quobyte" if input.volume.quobyte != null

_restricted contains "rbd" if input.volume.rbd != null

_restricted contains "scaleIO" if input.volume.scaleIO != null

_restricted contains "storageos" if input.volume.storageos != null

_restricted contains "vsphereVolume" if input.volume.vsphereVolume != null
