
import django.db.models.deletion
import lianyi.ordering
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('matters', '0001_initial'),
        ('organisations', '0005_predecessor'),
        ('responsibilities', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('search_key', models.TextField(blank=True, editable=False)),
                ('sort_key', lianyi.ordering.CodePointField(blank=True, editable=False, max_length=200)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=120, verbose_name='name in English')),
                ('also_called', models.CharField(blank=True, max_length=300, verbose_name='also called')),
                ('proof', models.CharField(blank=True, max_length=40, verbose_name='proof that nobody may demand')),
                ('fee', models.PositiveIntegerField(default=0, verbose_name='fee in cents')),
                ('days', models.PositiveSmallIntegerField(default=0, verbose_name='days until it is ready')),
                ('is_collected', models.BooleanField(default=False, verbose_name='has to be collected')),
                ('holds_days', models.PositiveIntegerField(blank=True, null=True, verbose_name='days it holds')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='what to know')),
                ('note_en', models.CharField(blank=True, max_length=400, verbose_name='what to know, in English')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='last checked')),
                ('subject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='responsibilities.subject', verbose_name='guide')),
            ],
            options={
                'ordering': ['sort_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('city', models.CharField(max_length=40, verbose_name='city')),
                ('in_person', models.BooleanField(default=True, verbose_name='in person')),
                ('by_proxy', models.BooleanField(default=False, verbose_name='by somebody with a mandate')),
                ('by_post', models.BooleanField(default=False, verbose_name='by post')),
                ('online', models.BooleanField(default=False, verbose_name='online')),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counters', to='papers_map.certificate')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibilities.servicepoint')),
            ],
            options={
                'ordering': ['certificate_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Errand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('trip', models.PositiveSmallIntegerField(default=0)),
                ('way', models.CharField(choices=[('in_person', 'in person'), ('proxy', 'by a helper with a mandate'), ('post', 'by post'), ('online', 'online')], max_length=10)),
                ('done_on', models.DateField(blank=True, null=True)),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers_map.certificate')),
                ('counter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='papers_map.counter')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='errands', to='matters.matter')),
            ],
            options={
                'ordering': ['matter_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('helper', models.CharField(max_length=60, verbose_name='who acts')),
                ('helper_phone', models.CharField(blank=True, max_length=40, verbose_name='telephone of whoever acts')),
                ('scope', models.CharField(max_length=300, verbose_name='for what')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                ('revoked_on', models.DateField(blank=True, null=True, verbose_name='taken back on')),
                ('certificates', models.ManyToManyField(blank=True, related_name='+', to='papers_map.certificate')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mandates', to='matters.matter')),
            ],
            options={
                'ordering': ['matter_id', 'starts_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Requirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.CharField(blank=True, max_length=20, verbose_name='one of these will do')),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='papers_map.certificate')),
                ('needs', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needed_for', to='papers_map.certificate')),
            ],
            options={
                'ordering': ['certificate_id', 'choice', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='certificate_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='counter',
            constraint=models.UniqueConstraint(fields=('certificate', 'organisation', 'point'), name='counter_once'),
        ),
        migrations.AddConstraint(
            model_name='counter',
            constraint=models.CheckConstraint(condition=models.Q(('in_person', True), ('by_proxy', True), ('by_post', True), ('online', True), _connector='OR'), name='counter_has_a_way'),
        ),
        migrations.AddConstraint(
            model_name='errand',
            constraint=models.UniqueConstraint(fields=('matter', 'certificate'), name='errand_once'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='mandate_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.UniqueConstraint(fields=('certificate', 'needs'), name='requirement_once'),
        ),
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.CheckConstraint(condition=models.Q(('certificate', models.F('needs')), _negated=True), name='requirement_of_another'),
        ),
    ]
