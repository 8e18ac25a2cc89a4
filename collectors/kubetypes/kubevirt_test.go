package kubetypes

import (
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

func TestKubeVirtsWrongValues(t *testing.T) {
	for spec, want := range map[string]string{
		`{"domain":{"devices":{"autoattachVSOCK":"true"}}}`:                    "domain.devices.autoattachVSOCK takes true or false, not a text",
		`{"domain":{"devices":{"disks":[{"shareable":"true"}]}}}`:              "domain.devices.disks[0].shareable takes true or false, not a text",
		`{"domain":{"devices":{"disks":[{"lun":{"reservation":1}}]}}}`:         "domain.devices.disks[0].lun.reservation takes true or false, not a number",
		`{"domain":{"devices":{"gpus":{"name":"a"}}}}`:                         "domain.devices.gpus takes a list, not a map",
		`{"domain":{"devices":{"interfaces":[{"bridge":true}]}}}`:              "domain.devices.interfaces[0].bridge takes a map, not true",
		`{"domain":{"devices":[]}}`:                                            "domain.devices takes a map, not a list",
		`{"volumes":[{"cloudInitNoCloud":{"userData":["#cloud-config"]}}]}`:    "volumes[0].cloudInitNoCloud.userData takes a text, not a list",
		`{"volumes":{"hostDisk":{}}}`:                                          "volumes takes a list, not a map",
		`{"networks":[{"multus":"vlan"}],"domain":{"cpu":"no field of ours"}}`: "networks[0].multus takes a map, not a text",
	} {
		for kind, text := range map[string]string{
			"VirtualMachineInstance": `{"spec":` + spec + `}`,
			"VirtualMachine":         `{"spec":{"template":{"spec":` + spec + `}}}`,
		} {
			checked, wrong := new(Checker).Check(kind, decode(t, text))
			if len(wrong) != 1 || !strings.HasSuffix(wrong[0].Path+" "+wrong[0].Error, "spec."+want) {
				t.Errorf("%s %s: %+v", kind, text, wrong)
			}
			if !strings.Contains(string(estate.AppendJSON(nil, checked)), `"unknown":"unread"`) {
				t.Errorf("%s %s: nothing in it is unread", kind, text)
			}
		}
	}
}

func TestKubeVirtsOtherFieldsAreNoFaults(t *testing.T) {
	text := `{"spec":{"runStrategy":"Always","template":{"spec":{"domain":{"cpu":{"cores":2}}}}}}`
	if _, wrong, unknown := new(Checker).CheckStrictly("VirtualMachine", decode(t, text)); len(wrong)+len(unknown) > 0 {
		t.Errorf("%+v %+v", wrong, unknown)
	}
}

func TestKubeVirtsOwnConfiguration(t *testing.T) {
	for configuration, want := range map[string]string{
		`{"developerConfiguration":{"featureGates":"Root"}}`: "developerConfiguration.featureGates takes a list, not a text",
		`{"migrations":{"disableTLS":"true"}}`:               "migrations.disableTLS takes true or false, not a text",
		`{"permittedHostDevices":{"usb":{}}}`:                "permittedHostDevices.usb takes a list, not a map",
	} {
		_, wrong := new(Checker).Check("KubeVirt", decode(t, `{"spec":{"configuration":`+configuration+`}}`))
		if len(wrong) != 1 || wrong[0].Path+" "+wrong[0].Error != "spec.configuration."+want {
			t.Errorf("%s: %+v", configuration, wrong)
		}
	}
	if _, wrong, unknown := new(Checker).CheckStrictly("KubeVirt", decode(t, `{"spec":{"imagePullPolicy":"Always","configuration":{"cpuModel":"x"}}}`)); len(wrong)+len(unknown) > 0 {
		t.Errorf("%+v %+v", wrong, unknown)
	}
}
