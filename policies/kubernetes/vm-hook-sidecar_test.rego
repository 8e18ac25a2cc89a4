package bulkhead.kubernetes.vm_hook_sidecar_test

import data.bulkhead.kubernetes.vm_hook_sidecar as control

_given(hooks) := {"virtualmachine": {"metadata": {"annotations": {"hooks.kubevirt.io/hookSidecars": hooks}}}}

test_fail[hooks] if {
	some hooks in [`[{"image": "registry.example/hook"}]`, {"present": true, "length": 2000, "looksLike": []}]
	control.deny == {{
		"path": ["virtualmachine", "metadata", "annotations", "hooks.kubevirt.io/hookSidecars"],
		"message": "runs hooks that may change its libvirt domain",
	}} with input as _given(hooks)
}

test_pass[hooks] if {
	some hooks in ["", "[]", null]
	control.deny == set() with input as _given(hooks)
}

test_pass_absent if {
	control.deny == set() with input as {"virtualmachine": {"spec": {}}}

	# Near miss: another annotation.
	control.deny == set() with input.virtualmachine.metadata.annotations as {"kubevirt.io/hooks": "[1]"}
}
