package kubetypes

import (
	"reflect"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// The fields of KubeVirt's machines, and of its own configuration, that controls read, as of kubevirt.io/api v1.6.0. KubeVirt's own types would bring its operator's and its
// importer's into the program.
type (
	virtualMachine struct {
		metav1.TypeMeta   `json:",inline"`
		metav1.ObjectMeta `json:"metadata"`
		Spec              struct {
			Template *struct {
				metav1.ObjectMeta `json:"metadata"`
				Spec              machineSpec `json:"spec"`
			} `json:"template"`
		} `json:"spec"`
	}

	virtualMachineInstance struct {
		metav1.TypeMeta   `json:",inline"`
		metav1.ObjectMeta `json:"metadata"`
		Spec              machineSpec `json:"spec"`
	}

	kubeVirt struct {
		metav1.TypeMeta   `json:",inline"`
		metav1.ObjectMeta `json:"metadata"`
		Spec              struct {
			Configuration struct {
				DeveloperConfiguration *struct {
					FeatureGates         []string `json:"featureGates"`
					DisabledFeatureGates []string `json:"disabledFeatureGates"`
				} `json:"developerConfiguration"`
				Migrations *struct {
					DisableTLS *bool `json:"disableTLS"`
				} `json:"migrations"`
				PermittedHostDevices *struct {
					PCIHostDevices []struct {
						ResourceName string `json:"resourceName"`
					} `json:"pciHostDevices"`
					MediatedDevices []struct {
						ResourceName string `json:"resourceName"`
					} `json:"mediatedDevices"`
					USB []struct {
						ResourceName string `json:"resourceName"`
					} `json:"usb"`
				} `json:"permittedHostDevices"`
			} `json:"configuration"`
		} `json:"spec"`
	}

	machineSpec struct {
		Domain struct {
			Devices machineDevices `json:"devices"`
		} `json:"domain"`
		Networks []struct {
			Name   string    `json:"name"`
			Pod    *struct{} `json:"pod"`
			Multus *struct {
				NetworkName string `json:"networkName"`
				Default     bool   `json:"default"`
			} `json:"multus"`
		} `json:"networks"`
		Volumes []machineVolume `json:"volumes"`
	}

	machineDevices struct {
		Interfaces []struct {
			Name       string    `json:"name"`
			Bridge     *struct{} `json:"bridge"`
			Masquerade *struct{} `json:"masquerade"`
			SRIOV      *struct{} `json:"sriov"`
			Binding    *struct {
				Name string `json:"name"`
			} `json:"binding"`
		} `json:"interfaces"`
		Disks []struct {
			Name      string `json:"name"`
			Shareable *bool  `json:"shareable"`
			LUN       *struct {
				Reservation bool `json:"reservation"`
			} `json:"lun"`
		} `json:"disks"`
		GPUs []struct {
			Name       string `json:"name"`
			DeviceName string `json:"deviceName"`
		} `json:"gpus"`
		HostDevices []struct {
			Name       string `json:"name"`
			DeviceName string `json:"deviceName"`
		} `json:"hostDevices"`
		ClientPassthrough *struct{} `json:"clientPassthrough"`
		DownwardMetrics   *struct{} `json:"downwardMetrics"`
		AutoattachVSOCK   *bool     `json:"autoattachVSOCK"`
	}

	machineVolume struct {
		Name     string `json:"name"`
		HostDisk *struct {
			Path string `json:"path"`
		} `json:"hostDisk"`
		DownwardMetrics      *struct{}        `json:"downwardMetrics"`
		CloudInitNoCloud     *machineUserData `json:"cloudInitNoCloud"`
		CloudInitConfigDrive *machineUserData `json:"cloudInitConfigDrive"`
	}

	machineUserData struct {
		UserData          string `json:"userData"`
		UserDataBase64    string `json:"userDataBase64"`
		NetworkData       string `json:"networkData"`
		NetworkDataBase64 string `json:"networkDataBase64"`
	}
)

// isPartial says that a kind has more fields than its type here: those it lacks are no faults.
func isPartial(t reflect.Type) bool {
	return t == reflect.TypeFor[kubeVirt]() || t == reflect.TypeFor[virtualMachine]() || t == reflect.TypeFor[virtualMachineInstance]()
}
