
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0005_predecessor'),
        ('people', '0002_correctionrequest'),
        ('places', '0001_initial'),
        ('responsibilities', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.CharField(choices=[('service', 'Public service'), ('self', 'Self-governance')], default='service', max_length=8)),
                ('kind', models.CharField(choices=[('question', 'Question'), ('help', 'Asking for help'), ('complaint', 'Complaint'), ('report', 'Report of something wrong'), ('suggestion', 'Suggestion')], default='help', max_length=12, verbose_name='kind')),
                ('channel', models.CharField(choices=[('web', 'Web page'), ('telephone', 'Telephone'), ('counter', 'At the counter'), ('paper', 'Paper'), ('note', 'Heard at an activity'), ('program', 'Another system')], max_length=12, verbose_name='how it came')),
                ('topic', models.CharField(max_length=120, verbose_name='what it is about, in one line')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='what happened, and what you wish')),
                ('is_public', models.BooleanField(default=False, verbose_name='neighbours may see what it is about')),
                ('occasion', models.CharField(blank=True, max_length=80, verbose_name='at which activity')),
                ('source', models.CharField(blank=True, max_length=60)),
                ('state', models.CharField(choices=[('open', 'Open'), ('answered', 'Answered, waiting for your word'), ('closed', 'Closed')], default='open', max_length=10)),
                ('outcome', models.CharField(blank=True, choices=[('solved', 'Solved'), ('explained', 'Explained, cannot be solved'), ('withdrawn', 'Withdrawn by whoever raised it'), ('joined', 'Joined to another matter'), ('crossed', 'Handed to the other workspace')], max_length=10)),
                ('playbook', models.CharField(blank=True, max_length=40)),
                ('level', models.PositiveSmallIntegerField(default=0)),
                ('opened_at', models.DateTimeField()),
                ('respond_by', models.DateField()),
                ('due_on', models.DateField()),
                ('responded_at', models.DateTimeField(null=True)),
                ('moved_on', models.DateField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('forgotten_at', models.DateTimeField(null=True)),
                ('nonce', models.CharField(editable=False, max_length=32)),
                ('code_digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('send_key', models.CharField(editable=False, max_length=32, null=True, unique=True)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='places.place')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.group')),
                ('joined_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='matters.matter')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('subject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibilities.subject')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('playbook', models.CharField(max_length=40)),
                ('key', models.CharField(blank=True, max_length=60)),
                ('text', models.CharField(max_length=300, verbose_name='what the next one should know')),
                ('on', models.DateField()),
                ('matter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='lessons', to='matters.matter')),
            ],
            options={
                'ordering': ['playbook', 'on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Hop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('cause', models.CharField(choices=[('intake', 'came in'), ('handed', 'handed over'), ('returned', 'returned'), ('arbitrated', 'decided by the next level'), ('reformed', 'by a reform'), ('reopened', 'opened again')], max_length=12)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hops', to='matters.matter')),
            ],
            options={
                'ordering': ['matter_id', 'began_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Helping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('task', models.CharField(blank=True, max_length=120, verbose_name='with what')),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='helpings', to='matters.matter')),
            ],
            options={
                'ordering': ['matter_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Gram',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=24)),
                ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.place')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grams', to='matters.matter')),
            ],
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('channel', models.CharField(choices=[('web', 'Web page'), ('telephone', 'Telephone'), ('counter', 'At the counter'), ('paper', 'Paper'), ('note', 'Heard at an activity'), ('program', 'Another system')], max_length=12)),
                ('solved', models.CharField(choices=[('yes', 'Yes, it is solved'), ('partly', 'Partly'), ('no', 'No')], max_length=6, verbose_name='Is it solved?')),
                ('satisfied', models.CharField(blank=True, max_length=6, verbose_name='Are you satisfied with how it was handled?')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='in your own words')),
                ('may_publish', models.BooleanField(default=False, verbose_name='these words may be shown publicly, without my name')),
                ('by_name', models.CharField(blank=True, max_length=80)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='matters.matter')),
            ],
            options={
                'ordering': ['matter_id', 'at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('asked_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('ground', models.CharField(blank=True, max_length=300, verbose_name='ground')),
                ('arbiter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('decided', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('proposed', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='disputes', to='matters.matter')),
            ],
            options={
                'ordering': ['matter_id', 'asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Crossing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('purpose', models.CharField(max_length=20, verbose_name='purpose')),
                ('reason', models.CharField(max_length=200, verbose_name='why')),
                ('with_text', models.BooleanField(default=False, verbose_name='with what was written')),
                ('with_contact', models.BooleanField(default=False, verbose_name='with name and telephone')),
                ('by_name', models.CharField(blank=True, max_length=80)),
                ('from_matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='crossings', to='matters.matter')),
                ('to_matter', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='crossed_from', to='matters.matter')),
            ],
            options={
                'ordering': ['from_matter_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Backer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('channel', models.CharField(choices=[('web', 'Web page'), ('telephone', 'Telephone'), ('counter', 'At the counter'), ('paper', 'Paper'), ('note', 'Heard at an activity'), ('program', 'Another system')], max_length=12)),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='name')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('nonce', models.CharField(editable=False, max_length=32)),
                ('code_digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='backers', to='matters.matter')),
            ],
            options={
                'ordering': ['matter_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Asker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='name')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('email', models.CharField(blank=True, max_length=120, verbose_name='e-mail')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('matter', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='asker', to='matters.matter')),
            ],
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.CharField(choices=[('papers', 'waiting for papers'), ('asker', 'waiting for whoever raised it'), ('others', 'waiting for others')], max_length=8, verbose_name='what for')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='matters.matter')),
            ],
            options={
                'ordering': ['matter_id', 'began_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('jpeg', models.BinaryField()),
                ('thumbnail', models.BinaryField()),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='matters.matter')),
            ],
            options={
                'ordering': ['matter_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('visit', 'Visit'), ('call', 'Call'), ('document', 'Document'), ('note', 'Note'), ('claim', 'Claimed'), ('hand_over', 'Handed over'), ('return', 'Returned'), ('decision', 'Decision'), ('pause', 'Waiting'), ('resume', 'In our hands again'), ('answer', 'Answer'), ('word', 'Word of whoever raised it'), ('reminder', 'Reminder'), ('escalation', 'Taken to the next level'), ('crossing', 'Handed to the other workspace')], max_length=12, verbose_name='kind')),
                ('at', models.DateTimeField()),
                ('happened_on', models.DateField(verbose_name='day')),
                ('office', models.CharField(blank=True, max_length=80, verbose_name='where, or with whom')),
                ('text', models.TextField(blank=True, max_length=1000, verbose_name='what was said or done')),
                ('next_step', models.CharField(blank=True, max_length=200, verbose_name='what comes next')),
                ('is_shown', models.BooleanField(default=True, verbose_name='whoever raised it sees this')),
                ('by_name', models.CharField(blank=True, max_length=80)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='matters.matter')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ['matter_id', 'happened_on', 'at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('known_on', models.DateField()),
                ('event', models.CharField(max_length=16)),
                ('body_key', models.BigIntegerField(default=0)),
                ('subject_key', models.BigIntegerField(default=0)),
                ('count', models.IntegerField()),
                ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.place')),
            ],
            options={
                'ordering': ['month', 'known_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('key', models.CharField(blank=True, max_length=60)),
                ('title', models.CharField(max_length=160, verbose_name='what is to be done')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='matters.matter')),
            ],
            options={
                'ordering': ['matter_id', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Trip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='day')),
                ('traveller', models.CharField(choices=[('asker', 'whoever raised it'), ('helper', 'their helper'), ('worker', 'one of us')], max_length=8, verbose_name='who went')),
                ('where', models.CharField(max_length=80, verbose_name='where to')),
                ('cause', models.CharField(blank=True, choices=[('missing_paper', 'a paper was missing'), ('wrong_place', 'wrong place'), ('closed', 'closed'), ('wrong_word', 'wrong information'), ('breakdown', 'system out of order'), ('absent', 'the person in charge was away')], max_length=16, verbose_name='why it was in vain')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trips', to='matters.matter')),
                ('step', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='trips', to='matters.step')),
                ('subject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibilities.subject')),
            ],
            options={
                'ordering': ['matter_id', 'on', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['community', 'workspace', 'state', 'id'], name='matter_of_community'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['body', 'state', 'id'], name='matter_of_body'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['owner', 'state', 'due_on'], name='matter_of_owner'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['state', 'due_on'], name='matter_due'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['state', 'moved_on'], name='matter_still'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['place', 'state'], name='matter_at_place'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(condition=models.Q(('is_public', True)), fields=['community', 'id'], name='matter_public'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='matter_closed_at'),
        ),
        migrations.AddConstraint(
            model_name='hop',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('matter',), name='hop_open_once'),
        ),
        migrations.AddConstraint(
            model_name='hop',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('began_at')), _connector='OR'), name='hop_times_in_order'),
        ),
        migrations.AddIndex(
            model_name='helping',
            index=models.Index(fields=['organisation', 'ended_at'], name='helping_body'),
        ),
        migrations.AddConstraint(
            model_name='helping',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', True), ('user__isnull', False)), models.Q(('organisation__isnull', False), ('user__isnull', True)), _connector='OR'), name='helping_names_one'),
        ),
        migrations.AddConstraint(
            model_name='gram',
            constraint=models.UniqueConstraint(fields=('community', 'text', 'matter'), name='gram_once'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('matter',), name='dispute_open_once'),
        ),
        migrations.AddConstraint(
            model_name='pause',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('matter',), name='pause_open_once'),
        ),
        migrations.AddConstraint(
            model_name='pause',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('began_at')), _connector='OR'), name='pause_times_in_order'),
        ),
        migrations.AddIndex(
            model_name='tally',
            index=models.Index(fields=['community', 'month', 'known_on'], name='tally_asked'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(fields=('community', 'month', 'known_on', 'event', 'body_key', 'subject_key'), name='tally_once'),
        ),
        migrations.AddIndex(
            model_name='trip',
            index=models.Index(fields=['subject', 'cause', 'on'], name='trip_guide'),
        ),
    ]
