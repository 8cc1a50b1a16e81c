"""The service circle (服务圈): which homes reach which service on foot, which do not, and where new points help."""
