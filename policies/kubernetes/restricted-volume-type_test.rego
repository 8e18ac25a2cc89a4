package bulkhead.kubernetes.restricted_volume_type_test

import data.bulkhead.kubernetes.restricted_volume_type as control

test_fail[type] if {
	some type in [
		"awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "fc", "flexVolume", "flocker",
		"gcePersistentDisk", "gitRepo", "glusterfs", "hostPath", "iscsi", "nfs", "photonPersistentDisk",
		"portworxVolume", "quobyte", "rbd", "scaleIO", "storageos", "vsphereVolume",
	]
	control.deny == {{
		"path": ["volume", type],
		"message": "is of a type that the restricted profile does not allow",
	}} with input.volume as {"name": "a", type: {}}
}

test_pass[type] if {
	some type in [
		"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image",
		"persistentVolumeClaim", "projected", "secret",
	]
	control.deny == set() with input.volume as {"name": "a", type: {}}
}

test_pass_other[note] if {
	some note, volume in {
		"no type: an emptyDir": {"name": "a"},
		"null": {"name": "a", "hostPath": null, "emptyDir": {}},
		"near miss: a name": {"name": "nfs", "emptyDir": {}},
	}
	control.deny == set() with input.volume as volume
}
