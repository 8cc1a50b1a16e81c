
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0001_initial'),
        ('organisations', '0005_predecessor'),
        ('places', '0001_initial'),
        ('responsibilities', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(condition=models.Q(('is_public', True)), fields=['-opened_at', '-id'], name='matter_public_opened'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['closed_at'], name='matter_closed'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(fields=['at'], name='step_at'),
        ),
    ]
