# METADATA
# title: Images that volumes hold
# description: >-
#   Images that pods mount as volumes and those that hold a KubeVirt machine's disks or kernel, whose fields have
#   other names. The rules have no value where no image is named.
# scope: package
package bulkhead.lib.kubernetes.volumeimage

# METADATA
# description: Where the name stands.
# scope: document
path := ["image", "reference"] if is_string(input.image.reference)

path := ["image", "image"] if is_string(input.image.image)

# METADATA
# description: The name of the image.
# scope: document
name := input.image.reference if {
	is_string(input.image.reference)
	input.image.reference != ""
}

name := input.image.image if {
	is_string(input.image.image)
	input.image.image != ""
}

# METADATA
# description: When it is pulled, where that is said.
# scope: document
pull_policy := input.image.pullPolicy if is_string(input.image.reference)

pull_policy := input.image.imagePullPolicy if is_string(input.image.image)
