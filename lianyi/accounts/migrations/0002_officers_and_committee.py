import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('organisations', '0005_predecessor'),
        ('people', '0002_correctionrequest'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='grant',
            name='grant_names_its_scope',
        ),
        migrations.AddField(
            model_name='grant',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AlterField(
            model_name='grant',
            name='role',
            field=models.CharField(choices=[('staff', 'Community staff'), ('committee', "Member of the residents' committee"), ('officer', 'Officer of a body'), ('secretary', 'Group secretary'), ('teller', 'Teller'), ('district', 'District viewer'), ('resident', 'Resident'), ('admin', 'System administrator')], max_length=12, verbose_name='role'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('place__isnull', False), ('role__in', ['staff', 'committee', 'district'])), models.Q(('organisation__isnull', False), ('role', 'officer')), models.Q(('group__isnull', False), ('role__in', ['secretary', 'teller'])), models.Q(('person__isnull', False), ('role', 'resident')), ('role', 'admin'), _connector='OR'), name='grant_names_its_scope'),
        ),
    ]
