"""The loops that numba compiles. Import them inside functions only: importing numba takes half a second."""
