// Filled by the first real code of this module.
