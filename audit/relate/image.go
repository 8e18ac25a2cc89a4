package relate

import (
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// volumeImage makes the subject of an image that a pod mounts as a volume. Containers' own images belong to them.
func (w *podSubjects) volumeImage(volume *estate.Value, path string) {
	if image := volume.At("image"); image != nil && image.Kind != estate.Null {
		root := subject.Root{Name: "image", Value: image, Object: w.object, Path: path + ".image"}
		w.emit("kubernetes/image", volume.Get("name").Str(), &root, w.commonFacts())
	}
}

// volumeImagesUnknown is one subject for all images of a list of volumes that is not known.
func (w *podSubjects) volumeImagesUnknown(volumes *estate.Value) {
	if volumes.Unknown() {
		root := subject.Root{Name: "image", Value: volumes, Object: w.object, Path: w.listPath("volumes")}
		w.emit("kubernetes/image", "", &root, w.commonFacts())
	}
}

// machineImages make the subjects of images that hold a machine's disks, and its kernel.
func (c *cluster) machineImages(o *estate.Object, machine *estate.Value, path string, running *int, yield func(*subject.Subject)) {
	if path != "" {
		path += "."
	}
	add := func(part string, image *estate.Value, at string) {
		if image != nil && image.Kind != estate.Null {
			yield(&subject.Subject{
				Kind: "kubernetes/image", Object: o, Part: part, Running: running,
				Roots: []subject.Root{{Name: "image", Value: image, Object: o, Path: path + at}, c.commonFacts()},
			})
		}
	}
	volumes := machine.At("spec", "volumes")
	if volumes.Unknown() {
		add("", volumes, "spec.volumes")
	}
	for i, volume := range volumes.Elements() {
		add(volume.Value.Get("name").Str(), volume.Value.At("containerDisk"), position("spec.volumes", i)+".containerDisk")
	}
	add("kernelBoot", machine.At("spec", "domain", "firmware", "kernelBoot", "container"), "spec.domain.firmware.kernelBoot.container")
}
