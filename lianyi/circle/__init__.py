"""The service circle (服务圈): which homes reach which service on foot, who does not, and where the next point helps."""
