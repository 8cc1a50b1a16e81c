from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_keep_parents")]

    operations = [
        migrations.RemoveField(model_name="organisation", name="area"),
        migrations.RemoveField(model_name="organisation", name="line"),
    ]
