//go:build cgo && libvirt_dlopen

package libvirt

// The binding opens libvirt.so.0 while the program starts: an init function of its sets libvirt's error handler. That
// takes longer than most audits of files, and this program rarely needs libvirt. So the binding's calls of dlopen and
// dlsym are led through the two functions below: before libvirt is wanted, they promise it and load nothing.

/*
#cgo LDFLAGS: -ldl -Wl,--wrap=dlopen -Wl,--wrap=dlsym
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

static const char soname[] = "libvirt.so.0";
static int wanted;
static void *library;
static char promised; // its address stands for the library

void *__real_dlopen(const char *file, int mode);
void *__real_dlsym(void *handle, const char *symbol);

static void ignore(void *data, void *error) {}

void *__wrap_dlopen(const char *file, int mode)
{
	if (file != NULL && strcmp(file, soname) == 0)
		return &promised;
	return __real_dlopen(file, mode);
}

void *__wrap_dlsym(void *handle, const char *symbol)
{
	if (handle != &promised)
		return __real_dlsym(handle, symbol);
	if (!wanted) // the init function's call, which is made up for when libvirt is loaded
		return ignore;
	if (library == NULL && (library = __real_dlopen(soname, RTLD_NOW | RTLD_LOCAL)) == NULL)
		return NULL; // and dlerror says why
	return __real_dlsym(library, symbol);
}

static void want(void)
{
	void (*set)(void *, void (*)(void *, void *));
	wanted = 1;
	*(void **)&set = __wrap_dlsym(&promised, "virSetErrorFunc");
	if (set != NULL)
		set(NULL, ignore);
	dlerror(); // whoever asks for a symbol next gets the error anew
}
*/
import "C"

import "sync"

// load loads libvirt. Where it is missing, every call of the binding says so.
var load = sync.OnceFunc(func() { C.want() })
